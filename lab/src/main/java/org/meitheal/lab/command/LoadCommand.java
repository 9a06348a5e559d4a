package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.control.ControlClient;
import org.meitheal.lab.report.LoadText;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.LoadStatus;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a load, or shows how it goes. */
@Command(
    name = "load",
    header = "Send requests evenly through the gateway of the lab that runs, or see how it goes.",
    description = {
      "",
      "Each request is sent when it is due, whether or not the ones before have been answered; one"
          + " that finds 64 waiting is not sent, and counted. One load at a time. Without --rate"
          + " or --stop it shows the load that is being sent, or the last.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal load --rate 5 --seconds 30 --deadline 1500ms --source device-1",
      "  ./meitheal load                          how it goes",
      "  ./meitheal load --stop"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:started, stopped or shown",
      "1:no lab runs, or it refuses; a message says why",
      "2:the command line is wrong"
    })
final class LoadCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @ArgGroup private @Nullable Begin begin;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "For how long, 1 to 600 (default ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = LabOptions.MODEL,
      description = "Which model (default ${DEFAULT-VALUE}).")
  private String model = LabOptions.MODEL;

  @Option(
      names = "--photo",
      paramLabel = "FILE",
      defaultValue = "coffee.jpg",
      description = "A file's name in samples/ (default ${DEFAULT-VALUE}).")
  private String photo = "coffee.jpg";

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = Quantities.Milliseconds.class,
      description = "Such as 500ms or 2s; default: the model's.")
  private @Nullable Double deadlineMs;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "frugal, reliability or latency; default: the scheduler's.")
  private @Nullable String objective;

  @Option(names = "--priority", paramLabel = "N", description = "1 is the highest, 0 the default.")
  private @Nullable Integer priority;

  @Option(
      names = "--source",
      paramLabel = "DEVICE",
      description = "The device that the requests belong to; default: none.")
  private @Nullable String source;

  @Option(names = "--json", description = "Print the load as JSON.")
  private boolean json;

  /** Either of them. */
  static final class Begin {
    @Option(names = "--rate", paramLabel = "N", description = "Requests a second, up to 50.")
    private @Nullable Double rate;

    @Option(names = "--stop", description = "Send nothing more.")
    private boolean stop;
  }

  @Override
  public Integer call() throws IOException {
    ControlClient lab = ControlClient.find(state.folder().controlFile());
    if (begin != null && begin.rate != null) {
      lab.startLoad(order(begin.rate));
    } else if (begin != null && begin.stop) {
      lab.stopLoad();
    }
    print(lab.status().load());
    return 0;
  }

  private LoadOrder order(double rate) {
    Integer deadline = deadlineMs == null ? null : (int) Math.round(deadlineMs);
    return new LoadOrder(rate, seconds, model, photo, deadline, objective, priority, source);
  }

  private void print(@Nullable LoadStatus load) {
    if (json) {
      System.out.println(load == null ? "null" : ProtocolJson.MAPPER.writeValueAsString(load));
    } else {
      System.out.print(LoadText.of(load));
    }
  }
}
