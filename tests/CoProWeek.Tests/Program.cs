using CoProWeek.Tests.Browser;
using CoProWeek.Tests.Support;

// Not the tests: what they start to have a process that they may kill (see Support/HelperProcess.cs), and the README's pictures.
return args switch
{
    ["hold", var folder] => await DatabaseHolder.RunAsync(folder),
    ["hold-temporary"] => await DatabaseHolder.RunTemporaryAsync(),
    ["visit"] => await DatabaseVisitor.RunAsync(),
    ["pictures"] => await ReadmePictures.TakeAsync(),
    _ => 2,
};
