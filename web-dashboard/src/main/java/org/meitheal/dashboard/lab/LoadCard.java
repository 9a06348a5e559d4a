package org.meitheal.dashboard.lab;

import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.lab.LoadStatus;

/**
 * A load as it is shown.
 *
 * @param what was asked for, in words
 * @param by who started it, and when
 * @param refused by status
 */
public record LoadCard(
    boolean sending,
    String what,
    String by,
    long sent,
    long requests,
    long notSent,
    long waiting,
    long inTime,
    long late,
    String refused,
    long failed,
    String p50,
    String p95,
    @Nullable String lastError) {
  static @Nullable LoadCard of(@Nullable LoadStatus load) {
    return load == null
        ? null
        : new LoadCard(
            load.sending(),
            load.order().words(),
            "%s at %s UTC".formatted(load.who(), Quantities.clock(load.startedAt())),
            load.sent(),
            load.order().requests(),
            load.notSent(),
            load.waiting(),
            load.inTime(),
            load.late(),
            load.refusedWords(),
            load.failed(),
            Quantities.milliseconds(load.p50Ms()),
            Quantities.milliseconds(load.p95Ms()),
            load.lastError());
  }
}
