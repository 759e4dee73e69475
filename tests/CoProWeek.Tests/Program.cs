using CoProWeek.Tests.Browser;
using CoProWeek.Tests.Collecting;
using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;

// Not the tests: what they start to have a process that they may kill (see Support/HelperProcess.cs), the README's pictures, and the long runs.
return args switch
{
    ["hold", var folder] => await DatabaseHolder.RunAsync(folder),
    ["hold-temporary"] => await DatabaseHolder.RunTemporaryAsync(),
    ["visit"] => await DatabaseVisitor.RunAsync(),
    ["pictures"] => await ReadmePictures.TakeAsync(),
    ["whole", .. var said] => await WholeCommand.RunAsync(said),
    ["crash", .. var said] => await CrashCommand.RunAsync(said),
    _ => 2,
};
