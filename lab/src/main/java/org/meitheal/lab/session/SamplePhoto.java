package org.meitheal.lab.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.report.PhotoAnswer;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;

/** The photo that a new lab is asked about. */
public final class SamplePhoto {
  private final Path root;

  public SamplePhoto(Path root) {
    this.root = root;
  }

  private byte[] bytes() throws IOException {
    return Files.readAllBytes(root.resolve(LabOptions.SAMPLE));
  }

  /**
   * Has it classified through the gateway, as a request that belongs to a device. Asked once: every
   * road was walked in the warm-up, so a failure here is one that any caller would see.
   */
  public PhotoAnswer classify(LabSession session, String source)
      throws IOException, InterruptedException {
    GatewayClient gateway = session.cluster().gateway();
    Classification answer =
        gateway.classify(LabOptions.MODEL, bytes(), Map.of("Meitheal-Source", source));
    Receipt receipt = answer.receipt();
    if (receipt == null || receipt.decisionId() == null) {
      throw new ProgramFailedException("the answer has no receipt that names its decision");
    }
    return PhotoAnswer.of(answer, gateway.decision(receipt.decisionId()), session.readyAfterMs());
  }
}
