package org.meitheal.lab.command;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.LabSession;

/** Makes what the next start profits from, then stays up for as long as it is asked to. */
final class AfterTheAnswer {
  private final LabSession session;
  private final Progress progress;

  AfterTheAnswer(LabSession session, Progress progress) {
    this.session = session;
    this.progress = progress;
  }

  void run(boolean once) throws IOException, InterruptedException {
    if (session.cluster().cachesMissing()) {
      session.cluster().makeCaches();
      progress.close();
      progress.say("start-up caches are made; the next start is faster");
    }
    if (!once) {
      session.cluster().watch(line -> progress.say(line));
      new CountDownLatch(1).await();
    }
  }
}
