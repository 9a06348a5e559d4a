package org.meitheal.dashboard.objective;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.JsonCalls.Tagged;
import org.meitheal.protocol.http.RemoteStatusException;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.RegistryFollower;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/** What somebody who is about to act needs to see. */
@Service
class ObjectiveLook {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectiveLook.class);

  private final ObjectiveCalls calls;
  private final RegistryFollower registry;

  ObjectiveLook(ObjectiveCalls calls, RegistryFollower registry) {
    this.calls = calls;
    this.registry = registry;
  }

  /**
   * An objective as it is now, with its ETag.
   *
   * @throws ResponseStatusException 404 where there is none, 503 where nobody answers
   */
  Tagged<ObjectiveView> at(String name) {
    try {
      Tagged<ObjectiveView> now = calls.look(name);
      if (now.etag() == null) {
        throw new IOException("the scheduler names no revision of " + name);
      }
      return now;
    } catch (IOException away) {
      if (away instanceof RemoteStatusException status && status.status() == 404) {
        throw Checked.unknown();
      }
      LOG.warn("The scheduler cannot be asked about an objective: {}", away.getMessage());
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  static boolean isOfFile(Tagged<ObjectiveView> objective) {
    return objective.value().origin().equals(ObjectiveView.FILE);
  }

  /** The one that a draft is to replace; none where nobody answers. */
  @Nullable ObjectiveSpec known(Draft draft) {
    try {
      return calls.read(draft.form().name()).objective();
    } catch (IOException away) {
      LOG.debug("What a change would mean cannot be told", away);
      return null;
    }
  }

  /** Those that devices hold, to choose from. */
  List<String> models() {
    return registry.news().devices().values().stream()
        .flatMap(device -> device.models().stream())
        .map(Heartbeat.ModelState::name)
        .distinct()
        .sorted()
        .toList();
  }
}
