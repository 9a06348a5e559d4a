package org.meitheal.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.experiment.Experiment;
import org.meitheal.lab.experiment.ExperimentPage;
import org.meitheal.lab.experiment.Scenario;
import org.meitheal.lab.experiment.SimulationReport;
import org.meitheal.lab.progress.Progress;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole experiment. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    header = "Repeat the published experiment: all policies on all traces, and a report.",
    description = {
      "",
      "Simulates each policy on each trace over several seeds, with service times as calibrated and"
          + " as in the source's live runs, and writes one page with tables, plots and confidence"
          + " intervals (index.html), and all figures (results.json). Some minutes.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ./meitheal experiment --report report && xdg-open report/index.html"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "1:it failed", "2:the command line is wrong"})
final class ExperimentCommand implements Callable<Integer> {
  private static final int MOST_SEEDS = 31;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write; made where there is none.")
  private @Nullable Path report;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many runs of each kind, 1 to 31 (default ${DEFAULT-VALUE}).")
  private int seeds = 5;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (report == null) {
      throw new ParameterException(spec.commandLine(), "name a folder: --report DIR");
    }
    if (seeds < 1 || seeds > MOST_SEEDS) {
      throw new ParameterException(spec.commandLine(), "--seeds: 1 to " + MOST_SEEDS);
    }
    Files.createDirectories(report);
    Progress progress = Output.progress();
    List<Scenario> scenarios = Experiment.scenarios(seeds);
    List<SimulationReport> results =
        Experiment.run(
            scenarios,
            done -> progress.report("experiment", done + " of " + scenarios.size() + " runs"));
    progress.close();
    Files.writeString(report.resolve("results.json"), json(results));
    Path page = report.resolve("index.html");
    Files.writeString(page, ExperimentPage.render(results));
    System.out.println(page);
    return 0;
  }

  private static String json(List<SimulationReport> results) {
    return ProtocolJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(results);
  }
}
