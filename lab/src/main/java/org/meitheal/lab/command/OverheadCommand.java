package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.meitheal.lab.bench.OverheadBench;
import org.meitheal.lab.bench.OverheadReport;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.TemporaryLab;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the gateway and the scheduler add. */
@Command(
    name = "overhead",
    header = "What the gateway and the scheduler add to a direct call of the worker.",
    description = {
      "",
      "Brings up a small lab of its own (one worker, no slow-down, no delays, free ports, a state"
          + " folder that is deleted afterwards) and asks the worker, the scheduler and the gateway"
          + " in turn; a 602 112-byte FP32 tensor, binary, one client.",
      ""
    },
    footer = {"", "Example:", "  ./meitheal bench overhead --json | tail -n 1"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "1:it could not be measured", "2:the command line is wrong"})
final class OverheadCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many calls of each kind (default ${DEFAULT-VALUE}).")
  private int requests = 300;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5000",
      description =
          "How many calls of each kind with a small image before, for the optimizing compiler"
              + " (default ${DEFAULT-VALUE}).")
  private int warmUp = 5000;

  @Option(
      names = "--simple-jit",
      description =
          "Run all services with the simple compiler only, as `up` does to start fast; without"
              + " it, as a deployment runs.")
  private boolean simpleJit;

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Progress progress = Output.progress();
    TemporaryLab one =
        TemporaryLab.ofOneWorker(StateOption.root(), state.folder(), !simpleJit, progress);
    try {
      OverheadReport report =
          new OverheadBench(one.lab(), one.worker(), progress)
              .run(
                  warmUp,
                  requests,
                  simpleJit ? "C1 only, as in `up`" : "full JIT; otherwise as in `up`");
      System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
      return 0;
    } finally {
      one.release();
    }
  }
}
