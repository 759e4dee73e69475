-- Quartz's own tables live here; Quartz makes them at start (ProvisionSchema).
CREATE SCHEMA quartz;
