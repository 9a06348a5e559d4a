package org.meitheal.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.state.StateFolder;

/** The bundles that are measured with: the project's own, and one that is made on demand. */
public final class BenchModels {
  private static final long PATIENCE_MINUTES = 20;

  private final Path root;
  private final StateFolder state;
  private final Progress progress;

  public BenchModels(Path root, StateFolder state, Progress progress) {
    this.root = root;
    this.state = state;
    this.progress = progress;
  }

  /**
   * Links the bundles into a folder.
   *
   * @param vgg16 where that bundle lies; made where none is given
   */
  public void linkInto(Path models, @Nullable Path vgg16, boolean withVgg16)
      throws IOException, InterruptedException {
    link(models, LabOptions.MODEL, root.resolve("models").resolve(LabOptions.MODEL));
    if (withVgg16) {
      link(models, PartitionCase.VGG, vgg16 == null ? made() : vgg16);
    }
  }

  public static void unlink(Path models) throws IOException {
    try (Stream<Path> links = Files.list(models)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
    Files.delete(models);
  }

  private static void link(Path models, String name, Path bundle) throws IOException {
    if (!Files.exists(bundle.resolve("model.json"))) {
      throw new IOException(bundle + " holds no bundle");
    }
    Files.createSymbolicLink(models.resolve(name), bundle.toAbsolutePath());
  }

  private Path made() throws IOException, InterruptedException {
    Path bundle = state.bundles().resolve(PartitionCase.VGG);
    if (!Files.exists(bundle.resolve("model.json"))) {
      progress.report("models", "exporting " + PartitionCase.VGG + " (minutes the first time)");
      export(bundle);
    }
    return bundle;
  }

  private void export(Path bundle) throws IOException, InterruptedException {
    Path log = state.log("export-" + PartitionCase.VGG);
    Process exporter =
        new ProcessBuilder(
                List.of(
                    root.resolve("model-exporter/export").toString(),
                    PartitionCase.VGG,
                    "--to",
                    bundle.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = exporter.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      exporter.destroy();
    }
    if (!ended || exporter.exitValue() != 0) {
      throw new IOException(
          "VGG-16's bundle could not be made; see %s, or choose other cases with --case"
              .formatted(log));
    }
  }
}
