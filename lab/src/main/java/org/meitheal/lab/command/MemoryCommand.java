package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.meitheal.lab.bench.MemoryBench;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.session.UsedLab;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures memory. */
@Command(
    name = "memory",
    header = "How much memory all processes of the lab have together, after some requests.",
    description = {"", "Uses the lab that runs, or brings one up for the while.", ""},
    footer = {"", "Example:", "  ./meitheal bench memory --json | tail -n 1 | jq .total_pss_mb"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "1:it could not be measured", "2:the command line is wrong"})
final class MemoryCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();
  @Mixin private PortOptions ports = new PortOptions();

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many photos are classified before (default ${DEFAULT-VALUE}).")
  private int requests = 100;

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LabOptions options =
        LabOptions.standard(StateOption.root(), ports.ports(), UpCommand.DEVICES, true);
    UsedLab lab = UsedLab.find(options, state.folder(), Output.progress());
    try {
      MemoryBench.Report report = MemoryBench.run(lab, requests);
      System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
      return 0;
    } finally {
      lab.release();
    }
  }
}
