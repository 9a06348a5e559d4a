package org.meitheal.lab.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.control.ControlClient;
import org.meitheal.lab.report.StatusText;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.MediumOrder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows and changes emulated links. */
@Command(
    name = "link",
    header = "Show or change the emulated links of the lab that runs.",
    description = {
      "",
      "FROM and TO name machines (device-1, edge-1, cloud-1), the control plane (site/lab), or '*'"
          + " for any; TO left out is any, too. Both directions change unless --one-way is given. Without an option it shows"
          + " the links. FROM alone may name a shared medium (cell-1, edge-uplink, cloud-uplink),"
          + " whose bandwidth all transfers over it share.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal link                                       show all",
      "  ./meitheal link site/lab cloud-1                      show one",
      "  ./meitheal link '*' cloud-1 --rtt 400ms --jitter 20ms",
      "  ./meitheal link device-1 device-2 --bandwidth 20Mb/s --loss 1%%",
      "  ./meitheal link '*' edge-1 --cut                      and later --heal",
      "  ./meitheal link cell-1 --bandwidth 50Mb/s             the whole cell"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown or changed",
      "1:no lab runs, or there is no such link",
      "2:the command line is wrong"
    })
final class LinkCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @picocli.CommandLine.Spec private picocli.CommandLine.Model.@Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FROM", description = "The sender.")
  private @Nullable String from;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = "The receiver.")
  private @Nullable String to;

  @Option(
      names = "--rtt",
      paramLabel = "TIME",
      converter = Quantities.Milliseconds.class,
      description =
          "Round-trip time, such as 40ms or 1.5s (a bare number is ms); each direction takes half of it.")
  private @Nullable Double roundTripMs;

  @Option(
      names = "--jitter",
      paramLabel = "TIME",
      converter = Quantities.Milliseconds.class,
      description = "By how much round trips vary: ± half of it.")
  private @Nullable Double jitterMs;

  @Option(
      names = "--bandwidth",
      paramLabel = "RATE",
      description = "Such as 20Mb/s, 1Gb/s, or unlimited.")
  private @Nullable String bandwidth;

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      converter = Quantities.Percentage.class,
      description = "Of packets. TCP repairs it, so it shows as stalls of 200 ms and more.")
  private @Nullable Double loss;

  @ArgGroup private @Nullable Cut cut;

  @Option(names = "--one-way", description = "Only from FROM to TO.")
  private boolean oneWay;

  @Option(names = "--json", description = "Print the links as JSON.")
  private boolean json;

  /** Either of them. */
  static final class Cut {
    @Option(names = "--cut", description = "Nothing passes, as over a dead radio.")
    private boolean cut;

    @Option(names = "--heal", description = "It passes again; what was held back arrives.")
    private boolean heal;
  }

  @Override
  public Integer call() throws IOException {
    ControlClient lab = ControlClient.find(state.folder().controlFile());
    String sender = from == null ? "*" : from;
    if (to == null && from != null && !from.equals("*")) {
      boolean medium = lab.status().media().stream().anyMatch(m -> m.name().equals(sender));
      if (medium) {
        return medium(lab, sender);
      }
    }
    print(lab, links(lab, sender, to == null ? "*" : to));
    return 0;
  }

  private List<LinkStatus> links(ControlClient lab, String sender, String receiver) {
    Boolean cutNow = cut == null ? null : cut.cut && !cut.heal;
    LinkOrder order =
        new LinkOrder(sender, receiver, oneWay, roundTripMs, jitterMs, bandwidth, loss, cutNow);
    boolean changes =
        roundTripMs != null
            || jitterMs != null
            || bandwidth != null
            || loss != null
            || cutNow != null;
    return changes ? lab.change(order) : lab.links(sender, receiver, oneWay);
  }

  private int medium(ControlClient lab, String name) {
    if (bandwidth != null) {
      lab.change(new MediumOrder(name, bandwidth));
    } else if (roundTripMs != null || jitterMs != null || loss != null || cut != null) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "only the --bandwidth of " + name + " can be changed; name TO for the rest");
    }
    System.out.print(StatusText.media(lab.status().media()));
    return 0;
  }

  private void print(ControlClient lab, List<LinkStatus> links) {
    if (json) {
      System.out.println(ProtocolJson.MAPPER.writeValueAsString(links));
      return;
    }
    System.out.print(StatusText.links(links));
    System.out.print(StatusText.media(lab.status().media()));
  }
}
