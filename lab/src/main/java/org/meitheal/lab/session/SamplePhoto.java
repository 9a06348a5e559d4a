package org.meitheal.lab.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.client.UnexpectedAnswerException;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.report.PhotoAnswer;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;

/** The photo that a new lab is asked about. */
public final class SamplePhoto {
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path root;
  private final Progress progress;

  public SamplePhoto(Path root, Progress progress) {
    this.root = root;
    this.progress = progress;
  }

  public byte[] bytes() throws IOException {
    return Files.readAllBytes(root.resolve(LabOptions.SAMPLE));
  }

  /** A computer that is busy with starting may miss the first deadlines. */
  private Classification ask(GatewayClient gateway, String source)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return gateway.classify(LabOptions.MODEL, bytes(), Map.of("Meitheal-Source", source));
      } catch (UnexpectedAnswerException late) {
        if (tries == TRIES || !late.mayPass()) {
          throw late;
        }
        progress.say("trying again: " + late.getMessage());
        Thread.sleep(PAUSE);
      }
    }
  }

  /** Has it classified through the gateway, as a request that belongs to a device. */
  public PhotoAnswer classify(LabSession session, String source)
      throws IOException, InterruptedException {
    GatewayClient gateway = session.cluster().gateway();
    Classification answer = ask(gateway, source);
    Receipt receipt = answer.receipt();
    if (receipt == null || receipt.decisionId() == null) {
      throw new ProgramFailedException("the answer has no receipt that names its decision");
    }
    return PhotoAnswer.of(answer, gateway.decision(receipt.decisionId()), session.readyAfterMs());
  }
}
