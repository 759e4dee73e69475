using CoProWeek.Tests.Support;

// Not the tests: what they start to have a process that they may kill. See Support/HelperProcess.cs.
return args switch
{
    ["hold", var folder] => await DatabaseHolder.RunAsync(folder),
    ["hold-temporary"] => await DatabaseHolder.RunTemporaryAsync(),
    ["visit"] => await DatabaseVisitor.RunAsync(),
    _ => 2,
};
