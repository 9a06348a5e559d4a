package org.meitheal.lab.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.bench.dashboard.DashboardBench;
import org.meitheal.lab.bench.dashboard.DashboardReport;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the dashboard. */
@Command(
    name = "dashboard",
    header = "What a large fleet on the dashboard costs its server and its browser.",
    description = {
      "",
      "Starts the dashboard as `up` does, on a free port, in front of a generated fleet whose"
          + " machines beat once a second, has its overview open many times"
          + " and shows it to Chromium (MEITHEAL_BROWSER, or the usual places). Measured are the"
          + " longest task of the page, its first paint, and the processor time of the dashboard's"
          + " process, with and without those who look.",
      ""
    },
    footer = {"", "Example:", "  ./meitheal bench dashboard --json | tail -n 1 | jq .long_task_ms"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no task over 200 ms, first paint under 1 s, the server under a tenth of a core",
      "1:it was more, or could not be measured",
      "2:the command line is wrong"
    })
final class DashboardCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many machines the fleet has (default ${DEFAULT-VALUE}).")
  private int devices = 1000;

  @Option(
      names = "--link-seconds",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "How often each link is sampled anew; workers tell of theirs once a second (default"
              + " ${DEFAULT-VALUE}).")
  private int linkSeconds = 1;

  @Option(
      names = "--decisions",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many decisions a second, a multiple of 20 (default ${DEFAULT-VALUE}).")
  private int decisions = 100;

  @Option(
      names = "--dashboards",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many look beside the browser (default ${DEFAULT-VALUE}).")
  private int dashboards = 50;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long the browser looks (default ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(
      names = "--full-jit",
      description = "Run the dashboard with the optimizing compiler, as a deployment does.")
  private boolean fullJit;

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    refuseTooLittle();
    DashboardReport report =
        new DashboardBench(StateOption.root(), state.folder().create(), fullJit, Output.progress())
            .run(
                new DashboardBench.Setting(
                    devices, linkSeconds, decisions, dashboards, Duration.ofSeconds(seconds)));
    System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
    return report.ok() ? 0 : 1;
  }

  private void refuseTooLittle() {
    if (spec != null
        && (devices < 10
            || devices > 10_000
            || decisions < 20
            || decisions % 20 != 0
            || dashboards < 0
            || linkSeconds < 1
            || seconds < 1)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--devices must be 10 to 10000, --decisions a multiple of 20, --dashboards 0 or more,"
              + " --link-seconds and --seconds 1 or more");
    }
  }
}
