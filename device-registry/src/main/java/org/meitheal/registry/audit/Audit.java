package org.meitheal.registry.audit;

import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who did what. An entry is part of the action's own transaction: neither is there alone. */
@Component
public class Audit {
  private final AuditRows rows;
  private final InstantSource clock;

  Audit(AuditRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * @param actor the caller's name
   * @param action such as {@code device.patch}
   * @param target what it was done to
   * @param detail never a secret
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(String actor, String action, String target, String detail) {
    rows.save(new AuditEntry(clock.instant(), actor, action, target, detail));
  }
}
