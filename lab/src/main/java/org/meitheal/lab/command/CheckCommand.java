package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.check.BadInputCheck;
import org.meitheal.lab.check.Check;
import org.meitheal.lab.check.CheckResult;
import org.meitheal.lab.check.CloudRoundTripCheck;
import org.meitheal.lab.check.KillLeadCheck;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.session.UsedLab;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts promises to the test. */
@Command(
    name = "check",
    header = "Put a promise of the whole cluster to the test.",
    description = {
      "",
      "Uses the lab that runs, or brings one up for the while. What a check changes it puts back.",
      "",
      "  cloud-rtt  with objective latency the cloud is chosen; when its RTT rises from 20 to 400 ms,"
          + " decisions stop choosing it within 5 s, and say why",
      "  kill-lead  the chosen worker is killed during a request; the client still gets its answer",
      "  bad-input  bad input gets the status of the protocol, no stack trace is logged, and the"
          + " next request is fine",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal check cloud-rtt",
      "  ./meitheal check bad-input --json | tail -n 1 | jq .ok"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it holds",
      "1:it does not hold, or could not be tested",
      "2:the command line is wrong"
    })
final class CheckCommand implements Callable<Integer> {
  /** The checks by the names that they have on the command line. */
  enum Name {
    CLOUD_RTT,
    KILL_LEAD,
    BAD_INPUT;

    Check check() {
      return switch (this) {
        case CLOUD_RTT -> new CloudRoundTripCheck();
        case KILL_LEAD -> new KillLeadCheck();
        case BAD_INPUT -> new BadInputCheck();
      };
    }
  }

  @Mixin private StateOption state = new StateOption();
  @Mixin private PortOptions ports = new PortOptions();

  @Parameters(
      paramLabel = "CHECK",
      converter = Quantities.CheckName.class,
      description = "cloud-rtt, kill-lead or bad-input.")
  private @Nullable Name name;

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (name == null) {
      throw new IllegalArgumentException("name a check");
    }
    LabOptions options =
        LabOptions.standard(StateOption.root(), ports.ports(), UpCommand.DEVICES, true);
    UsedLab lab = UsedLab.find(options, state.folder(), Output.progress());
    try {
      CheckResult result = name.check().run(lab);
      System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(result) : result.text());
      return result.ok() ? 0 : 1;
    } finally {
      lab.release();
    }
  }
}
