package org.meitheal.lab.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Measure what the cluster costs.",
    description = "",
    commandListHeading = "%nBenchmarks:%n",
    footer = {
      "",
      "Examples:",
      "  ./meitheal bench overhead --json | tail -n 1 | jq .added_p50_ms",
      "  ./meitheal bench memory"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "1:it could not be measured", "2:the command line is wrong"},
    subcommands = {OverheadCommand.class, MemoryCommand.class})
final class BenchCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "name a benchmark: overhead or memory");
    }
  }
}
