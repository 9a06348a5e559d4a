package org.meitheal.lab.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.client.TensorRequest;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.UsedLab;

/**
 * Asks the same of the worker directly, of the scheduler, and of the gateway, in turn, so that
 * whatever else the computer does falls on all three alike.
 *
 * <p>The services are measured warm. The optimizing compiler needs thousands of calls before it is
 * done with all that a request passes (measured: 6.4 ms added after 1 000 calls of each kind, 3.8
 * ms after 4 000), so most of the warming is done with the smallest image, which takes the same
 * road in less time.
 */
public final class OverheadBench {
  private static final String INFER = "/v2/models/" + LabOptions.MODEL + "/infer";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SIDE = 224;
  private static final int SMALLEST_SIDE = 32;

  /** One device, so that the worker does not ask the scheduler for a plan. */
  private static final String PARAMETERS = "\"deadline_ms\":30000,\"max_devices\":1";

  private final UsedLab lab;
  private final URI worker;
  private final Progress progress;
  private final TensorRequest request = new TensorRequest(SIDE, PARAMETERS);
  private final TensorRequest smallest = new TensorRequest(SMALLEST_SIDE, PARAMETERS);

  /**
   * @param worker where the only worker listens
   */
  public OverheadBench(UsedLab lab, URI worker, Progress progress) {
    this.lab = lab;
    this.worker = worker;
    this.progress = progress;
  }

  /**
   * @param warmUp calls of each kind with the smallest image, before as many as are measured with
   *     the real one
   */
  public OverheadReport run(int warmUp, int requests, String controlPlane)
      throws IOException, InterruptedException {
    progress.report("bench", "warming up");
    measure(warmUp, smallest);
    measure(requests, request);
    progress.report("bench", "measuring");
    Latencies[] measured = measure(requests, request);
    progress.report("bench", "measured");
    return OverheadReport.of(
        requests, request.tensorBytes(), measured[0], measured[1], measured[2], controlPlane);
  }

  private Latencies[] measure(int requests, TensorRequest asked)
      throws IOException, InterruptedException {
    Latencies direct = new Latencies(requests);
    Latencies gateway = new Latencies(requests);
    Latencies scheduler = new Latencies(requests);
    URI door = lab.gateway().uri();
    byte[] body = asked.body();
    RegistryClient registry = lab.registry(LabKeys.CLIENT);
    for (int i = 0; i < requests; i++) {
      String token = registry.token();
      direct.add(time(asked, body, worker.resolve(INFER), token));
      gateway.add(time(asked, body, door.resolve(INFER), lab.key(LabKeys.CLIENT)));
      scheduler.add(time(asked, body, lab.schedulerUri().resolve(INFER), token));
    }
    return new Latencies[] {direct, gateway, scheduler};
  }

  private long time(TensorRequest asked, byte[] body, URI uri, String credential)
      throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(asked.headers());
    headers.put("Authorization", "Bearer " + credential);
    long start = System.nanoTime();
    Http.Answer answer = lab.http().post(uri, headers, body, PATIENCE);
    long took = System.nanoTime() - start;
    if (!answer.ok()) {
      throw new IOException(uri + " answered " + answer.status() + ": " + answer.text());
    }
    return took;
  }
}
