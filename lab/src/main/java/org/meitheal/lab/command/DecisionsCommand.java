package org.meitheal.lab.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.meitheal.lab.bench.DecisionsBench;
import org.meitheal.lab.bench.DecisionsReport;
import org.meitheal.lab.progress.Progress;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what decisions about deadlines take. */
@Command(
    name = "decisions",
    mixinStandardHelpOptions = true,
    header = "What a decision about deadlines and priorities takes.",
    description = {
      "",
      "The policy that decides live and in the simulator, with 1 000 and 10 000 devices in cells of"
          + " 16, and 10 000 jobs taken on and not done: sets that are released, high priority that"
          + " takes cores from low, and what follows from jobs that are done. Bars: p99 at most 1 ms"
          + " and 5 ms. Half a minute; no lab.",
      ""
    },
    footer = {"", "Example:", "  ./meitheal bench decisions --json | jq .p99_ms"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured, and within the bars",
      "1:over a bar, or it failed",
      "2:the command line is wrong"
    })
final class DecisionsCommand implements Callable<Integer> {
  private static final int PENDING = 10_000;
  private static final Map<Integer, Double> BARS_MS = Map.of(1_000, 1.0, 10_000, 5.0);

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() {
    Progress progress = Output.progress();
    Map<Integer, DecisionsReport.Figures> figures = new LinkedHashMap<>();
    for (int devices : List.of(1_000, 10_000)) {
      progress.report("bench", devices + " devices");
      figures.put(devices, DecisionsBench.run(devices, PENDING));
    }
    progress.close();
    DecisionsReport report = DecisionsReport.of(figures);
    System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
    return BARS_MS.entrySet().stream().allMatch(bar -> within(bar, figures)) ? 0 : 1;
  }

  private static boolean within(
      Map.Entry<Integer, Double> bar, Map<Integer, DecisionsReport.Figures> figures) {
    DecisionsReport.Figures measured = figures.get(bar.getKey());
    return measured != null && measured.p99Ms() <= bar.getValue();
  }
}
