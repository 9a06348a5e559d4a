package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.control.ControlClient;
import org.meitheal.lab.report.StatusText;
import org.meitheal.protocol.lab.LabStatus;
import org.meitheal.protocol.lab.WorkerAction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows and changes the state of workers. */
@Command(
    name = "worker",
    header = "Show the workers of the lab that runs, or freeze, kill, stop or start one.",
    description = {
      "",
      "freeze stops a worker where it is, as a machine that hangs: it keeps its memory and its"
          + " connections, and does nothing until thaw. kill ends it without warning, as a machine"
          + " that loses its power; stop lets it tidy up first. start brings back one that has"
          + " ended. A frozen worker ends with the lab like all others.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal worker                        show all",
      "  ./meitheal worker device-2 freeze        and later thaw",
      "  ./meitheal worker edge-1 kill            and later start"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown or done",
      "1:no lab runs, there is no such worker, or it is in no state for that",
      "2:the command line is wrong"
    })
final class WorkerCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A worker, such as device-1, edge-1 or cloud-1.")
  private @Nullable String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "One of freeze, thaw, stop, kill and start.")
  private @Nullable WorkerAction action;

  @Override
  public Integer call() throws IOException {
    if (name != null && action == null) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "say what to do with " + name + ": freeze, thaw, stop, kill or start");
    }
    ControlClient lab = ControlClient.find(state.folder().controlFile());
    if (name != null && action != null) {
      lab.worker(name, action);
    }
    System.out.print(
        StatusText.processes(
            lab.status().processes().stream()
                .filter(LabStatus.ProcessStatus::worker)
                .filter(process -> name == null || process.name().equals(name))
                .toList()));
    return 0;
  }
}
