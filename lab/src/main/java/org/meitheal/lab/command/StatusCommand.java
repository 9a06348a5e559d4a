package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.meitheal.lab.control.ControlClient;
import org.meitheal.lab.report.StatusText;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(
    name = "status",
    header = "Show what runs, and where.",
    footer = {"", "Example:", "  ./meitheal status --json | jq '.processes[].name'"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:a lab runs", "1:none does", "2:the command line is wrong"})
final class StatusCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    LabStatus status = ControlClient.find(state.folder().controlFile()).status();
    System.out.println(
        json ? ProtocolJson.MAPPER.writeValueAsString(status) : StatusText.status(status));
    return 0;
  }
}
