package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.bench.MemoryGrowthBench;
import org.meitheal.lab.bench.MemoryGrowthReport;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.TemporaryLab;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether a worker keeps memory of what it has answered. */
@Command(
    name = "memory-growth",
    header = "Whether a worker's memory grows with the requests that it answers.",
    description = {
      "",
      "Brings up a small lab of its own (one worker, no slow-down, no delays, free ports, a state"
          + " folder that is deleted afterwards) and sends the worker binary FP32 images of 19"
          + " shapes between 32 and 320 pixels, one after another. Its memory is looked at after"
          + " each quarter of them; growth counts from the first quarter on.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./meitheal bench memory-growth --json | tail -n 1 | jq .growth_mb"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it grew by no more than is allowed",
      "1:it grew by more, or could not be measured",
      "2:the command line is wrong"
    })
final class MemoryGrowthCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many requests (default ${DEFAULT-VALUE}; at least 4).")
  private int requests = 10_000;

  @Option(
      names = "--allow",
      paramLabel = "MB",
      defaultValue = "32",
      description = "By how many MB the resident set may grow (default ${DEFAULT-VALUE}).")
  private double allowedMb = 32;

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseTooFew();
    Progress progress = Output.progress();
    TemporaryLab one =
        TemporaryLab.ofOneWorker(StateOption.root(), state.folder(), false, progress);
    try {
      MemoryGrowthReport report = new MemoryGrowthBench(one, progress).run(requests, allowedMb);
      System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
      return report.ok() ? 0 : 1;
    } finally {
      one.release();
    }
  }

  private void refuseTooFew() {
    if (requests < MemoryGrowthBench.CHECKPOINTS && spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--requests must be at least " + MemoryGrowthBench.CHECKPOINTS);
    }
  }
}
