package org.meitheal.lab.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.client.TensorRequest;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.TemporaryLab;

/**
 * Asks one worker directly, a shape after another, and looks at its memory a few times. What a
 * worker needs it has taken when the first quarter is answered: every shape has come up often. From
 * then on, whatever is kept of a request shows as growth.
 */
public final class MemoryGrowthBench {
  /** How often memory is looked at, at equal distances. */
  public static final int CHECKPOINTS = 4;

  private static final String INFER = "/v2/models/" + LabOptions.MODEL + "/infer";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TemporaryLab one;
  private final URI infer;
  private final Progress progress;
  private final ChangingShapes shapes =
      new ChangingShapes("\"deadline_ms\":30000,\"max_devices\":1");

  public MemoryGrowthBench(TemporaryLab one, Progress progress) {
    this.one = one;
    this.infer = one.worker().resolve(INFER);
    this.progress = progress;
  }

  /**
   * @param requests at least {@link #CHECKPOINTS}
   * @param allowedMb by how much the resident set may grow after the first checkpoint
   */
  public MemoryGrowthReport run(int requests, double allowedMb)
      throws IOException, InterruptedException {
    long pid = one.workerPid();
    RegistryClient registry = one.lab().registry(LabKeys.CLIENT);
    List<MemoryGrowthReport.Checkpoint> seen = new ArrayList<>();
    long start = System.nanoTime();
    int answered = 0;
    for (int checkpoint : checkpoints(requests)) {
      progress.report("bench", answered + " of " + requests + " requests answered");
      for (; answered < checkpoint; answered++) {
        ask(shapes.next(), registry.token());
      }
      ProcessMemory memory = ProcessMemory.withDescendants(pid);
      seen.add(new MemoryGrowthReport.Checkpoint(checkpoint, memory.rssMb(), memory.pssMb()));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.report("bench", answered + " requests answered");
    return MemoryGrowthReport.of(shapes.count(), seconds, seen, allowedMb);
  }

  /** After how many requests to look, the last of them all. */
  static List<Integer> checkpoints(int requests) {
    if (requests < CHECKPOINTS) {
      throw new IllegalArgumentException("at least " + CHECKPOINTS + " requests are needed");
    }
    List<Integer> at = new ArrayList<>();
    for (int i = 1; i <= CHECKPOINTS; i++) {
      at.add((int) ((long) requests * i / CHECKPOINTS));
    }
    return at;
  }

  private void ask(TensorRequest request, String token) throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Authorization", "Bearer " + token);
    Http.Answer answer = one.lab().http().post(infer, headers, request.body(), PATIENCE);
    if (!answer.ok()) {
      throw new IOException(infer + " answered " + answer.status() + ": " + answer.text());
    }
  }
}
