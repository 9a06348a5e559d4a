package org.meitheal.worker.exit;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;

/**
 * A worker that was asked to end and did so in order ends with 0; without this the JVM would say
 * 143 after a SIGTERM.
 */
public final class ExitStatus {
  private static final AtomicInteger STATUS = new AtomicInteger();

  private ExitStatus() {}

  /** To be called once the application runs: a start that failed keeps the JVM's own status. */
  public static void orderly() {
    SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(STATUS.get()));
  }

  /** Ends this process in order, but with a status that tells of a failure. */
  public static void fail(int status) {
    STATUS.set(status);
    System.exit(status);
  }
}
