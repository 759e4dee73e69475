await Console.Error.WriteLineAsync("usage: publish|import|report|web|footprint [--quick] [--json]");
return 2;
