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
      "  ./meitheal bench memory",
      "  ./meitheal bench memory-growth --json | tail -n 1 | jq .growth_mb",
      "  ./meitheal bench partition --json | tail -n 1 | jq .speedup",
      "  ./meitheal bench decisions --json | jq .p99_ms",
      "  ./meitheal bench dashboard --json | tail -n 1 | jq .long_task_ms"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:it could not be measured, or is more than was allowed",
      "2:the command line is wrong"
    },
    subcommands = {
      OverheadCommand.class,
      MemoryCommand.class,
      MemoryGrowthCommand.class,
      PartitionCommand.class,
      DashboardCommand.class,
      DecisionsCommand.class
    })
final class BenchCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "name a benchmark: overhead, memory, memory-growth, partition, dashboard or decisions");
    }
  }
}
