package org.meitheal.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.bench.BenchModels;
import org.meitheal.lab.bench.PartitionBench;
import org.meitheal.lab.bench.PartitionReport;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.cluster.LabPorts;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.TemporaryLab;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what dividing an input over devices brings. */
@Command(
    name = "partition",
    header = "What dividing one input over several devices brings.",
    description = {
      "",
      "Brings up a lab of its own (five slowed-down devices in one cell, two machines at full"
          + " speed, free ports, a state folder that is deleted afterwards) and asks the same of"
          + " the best single device and of several, in turn. VGG-16's bundle is made by the model"
          + " exporter when it is first needed: that takes Python 3.11 and some minutes.",
      ""
    },
    footer = {"", "Example:", "  ./meitheal bench partition --json | tail -n 1 | jq .speedup"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "1:it could not be measured", "2:the command line is wrong"})
final class PartitionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "12",
      description = "How many answers of each kind for each case (default ${DEFAULT-VALUE}).")
  private int rounds = 12;

  @Option(
      names = "--vgg16",
      paramLabel = "DIR",
      description = "A bundle of VGG-16's convolutional part; made where left out.")
  private @Nullable Path vgg16;

  @Option(
      names = "--case",
      paramLabel = "KEY",
      completionCandidates = Keys.class,
      description = "Measure only this, and what else is asked for: ${COMPLETION-CANDIDATES}.")
  private List<String> cases = List.of();

  @Option(names = "--json", description = "Print the result as one JSON object, the last line.")
  private boolean json;

  /** What {@code --case} takes. */
  static final class Keys implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return PartitionBench.keys().iterator();
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireKnown();
    Progress progress = Output.progress();
    Path models = Files.createTempDirectory("meitheal-models");
    try {
      BenchModels bundles = new BenchModels(StateOption.root(), state.folder().create(), progress);
      bundles.linkInto(
          models, vgg16, PartitionBench.KEYS_OF_VGG16.stream().anyMatch(this::isWanted));
      LabOptions options =
          new LabOptions(
              StateOption.root(), models, LabPorts.free(), PartitionBench.topology(), true, true);
      TemporaryLab lab = TemporaryLab.bringUp(options, state.folder(), progress);
      try {
        PartitionReport report = new PartitionBench(lab, this::isWanted, progress).run(rounds);
        System.out.println(json ? ProtocolJson.MAPPER.writeValueAsString(report) : report.text());
        return 0;
      } finally {
        lab.release();
      }
    } finally {
      BenchModels.unlink(models);
    }
  }

  private boolean isWanted(String key) {
    return cases.isEmpty() || cases.contains(key);
  }

  private void requireKnown() {
    for (String each : cases) {
      if (!PartitionBench.keys().contains(each)) {
        throw new ParameterException(
            spec.commandLine(),
            "--case: %s is none of %s".formatted(each, String.join(", ", PartitionBench.keys())));
      }
    }
  }
}
