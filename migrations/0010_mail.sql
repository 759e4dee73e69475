-- Who has had a mail already, when its server took it for some of its recipients and not for others: those are not sent it again.
ALTER TABLE mails ADD COLUMN delivered_to text[] NOT NULL DEFAULT '{}';
