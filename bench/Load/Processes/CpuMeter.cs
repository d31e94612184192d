namespace RentABot.Load.Processes;

/// <summary>Seconds of processor time that each process took from the meter's start.</summary>
internal sealed class CpuMeter
{
    private const string Others = "others on the machine";

    private readonly List<(ProcessTree Process, double Began)> _processes;
    private readonly double _machineBegan = MachineCpu.BusySeconds();

    public CpuMeter(IEnumerable<ProcessTree> processes) =>
        _processes = [.. processes.Append(ProcessTree.Self).Select(process => (process, process.Seconds()))];

    public IReadOnlyList<(string Process, double Seconds)> Read()
    {
        var busy = MachineCpu.BusySeconds() - _machineBegan;
        var each = _processes.ConvertAll(p => (p.Process.Name, Seconds: p.Process.Seconds() - p.Began));
        return [.. each, (Others, Math.Max(0, busy - each.Sum(p => p.Seconds)))];
    }
}
