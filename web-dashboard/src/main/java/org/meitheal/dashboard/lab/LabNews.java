package org.meitheal.dashboard.lab;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.source.SourceStatus;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.lab.LabView;

/**
 * What is known of the lab.
 *
 * @param view as heard last; none before the first time
 * @param heardAt when that was
 * @param here whether it answered when it was asked last
 */
public record LabNews(@Nullable LabView view, Instant heardAt, boolean here) {
  static final LabNews NONE = new LabNews(null, Instant.EPOCH, false);

  /** It is asked every second while somebody looks. */
  private static final Duration FRESH = Duration.ofSeconds(4);

  SourceStatus source(Instant now) {
    if (view == null) {
      return new SourceStatus("Lab", SourceStatus.State.WAITING, "not heard yet");
    }
    Duration age = Duration.between(heardAt, now);
    String ago = Quantities.age(age) + " ago";
    return here && age.compareTo(FRESH) <= 0
        ? new SourceStatus("Lab", SourceStatus.State.LIVE, "heard " + ago)
        : new SourceStatus("Lab", SourceStatus.State.STALE, "silent, last heard " + ago);
  }

  /** What to know before all else; none where all is as ever. */
  public @Nullable String note() {
    if (!here) {
      return view == null
          ? "The lab does not answer: it has stopped, or is about to."
          : "The lab does not answer any more: it has stopped, or is about to. What is shown is of"
              + " when it was heard last, and nothing can be changed.";
    }
    if (view != null && view.status().readyAfterMs() == null) {
      return "The lab is still starting: workers and links may be changed, but no load can be"
          + " sent yet.";
    }
    return null;
  }
}
