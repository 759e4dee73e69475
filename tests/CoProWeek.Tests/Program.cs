using CoProWeek.Tests.Browser;
using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;

// Not the tests: what they start to have a process that they may kill (see Support/HelperProcess.cs), the README's pictures, and the long crash run.
return args switch
{
    ["hold", var folder] => await DatabaseHolder.RunAsync(folder),
    ["hold-temporary"] => await DatabaseHolder.RunTemporaryAsync(),
    ["visit"] => await DatabaseVisitor.RunAsync(),
    ["pictures"] => await ReadmePictures.TakeAsync(),
    ["crash", .. var said] => await CrashCommand.RunAsync(said),
    _ => 2,
};
