package org.meitheal.lab.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.session.UsedLab;
import org.meitheal.protocol.lab.LabStatus;

/** How much memory the whole lab has after it has done some work. */
public final class MemoryBench {
  private static final String CLASSIFY = "/v1/models/" + LabOptions.MODEL + "/classify";
  private static final Map<String, String> HEADERS =
      Map.of("Meitheal-Source", "device-1", "Meitheal-Deadline-Ms", "10000");

  /**
   * Sums of PSS, in MB (10⁶ bytes).
   *
   * @param answered how many of the requests were answered with 200
   */
  public record Report(
      int requests, int answered, double totalPssMb, Map<String, Double> perProcessMb) {
    /** As a person reads it. */
    public String text() {
      StringBuilder text =
          new StringBuilder(
              "%.0f MB (sum of PSS) after %d requests, %d of them answered"
                  .formatted(totalPssMb, requests, answered));
      perProcessMb.forEach((name, mb) -> text.append("%n  %-12s %7.1f".formatted(name, mb)));
      return text.toString();
    }
  }

  private MemoryBench() {}

  public static Report run(UsedLab lab, int requests) throws IOException, InterruptedException {
    byte[] photo = lab.photo();
    int answered = 0;
    for (int i = 0; i < requests; i++) {
      Http.Answer answer = lab.gateway().post(CLASSIFY, photo, HEADERS);
      answered += answer.ok() ? 1 : 0;
    }
    Map<String, Double> perProcess = new LinkedHashMap<>();
    LabStatus status = lab.control().status();
    perProcess.put("lab", ProcessMemory.of(status.pid()).pssMb());
    for (LabStatus.ProcessStatus process : status.processes()) {
      perProcess.put(process.name(), ProcessMemory.withDescendants(process.pid()).pssMb());
    }
    double total = perProcess.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Report(requests, answered, Math.round(total * 10) / 10.0, perProcess);
  }
}
