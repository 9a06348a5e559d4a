package org.meitheal.lab.command;

import java.util.Iterator;
import java.util.concurrent.Callable;
import org.meitheal.core.policy.Policies;
import org.meitheal.lab.experiment.Scenario;
import org.meitheal.lab.experiment.SimulationReport;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.Trace;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one simulation. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    header = "Simulate the published experiment under a policy.",
    description = {
      "",
      "Four devices of four cores with a camera each, one shared link, 6.7 hours in virtual time: see"
          + " docs/experiment.md. The policies are those that decide live. The same seed gives the"
          + " same result, to the byte.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal simulate",
      "  ./meitheal simulate --trace w4 --policy pats --seed 7",
      "  ./meitheal simulate --policy ras --setting live --json | jq .frames_complete"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:simulated", "1:it failed", "2:the command line is wrong"})
final class SimulateCommand implements Callable<Integer> {
  /** What {@code --policy} takes. */
  static final class PolicyNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Policies.names().iterator();
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--trace",
      paramLabel = "NAME",
      defaultValue = "uniform",
      converter = Quantities.TraceName.class,
      description = "uniform, w1, w2, w3 or w4: how much there is to do (default uniform).")
  private Trace.Rule trace = Trace.Rule.UNIFORM;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      defaultValue = Policies.MEITHEAL,
      completionCandidates = PolicyNames.class,
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private String policy = Policies.MEITHEAL;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of everything that is drawn (default ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--setting",
      paramLabel = "NAME",
      defaultValue = "calibrated",
      converter = Quantities.SettingName.class,
      description =
          "Service times as in the source's calibration runs (calibrated, the default) or stretched"
              + " until as many outlast their reservation as in its live runs (live).")
  private Setting setting = Setting.CALIBRATED;

  @Option(
      names = "--blind",
      description = "Policies that look ahead hear nothing of how far jobs are.")
  private boolean blind;

  @Option(
      names = "--times",
      description = "Say, too, what decisions took on this computer; never twice the same.")
  private boolean times;

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  @Override
  public Integer call() {
    Scenario scenario = scenario();
    SimulationReport report = times ? scenario.runTimed() : scenario.run();
    System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
    return 0;
  }

  private Scenario scenario() {
    try {
      return new Scenario(trace, policy, setting, blind, seed);
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), "--policy: " + unknown.getMessage());
    }
  }
}
