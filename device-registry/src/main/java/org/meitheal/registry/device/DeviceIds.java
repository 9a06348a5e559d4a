package org.meitheal.registry.device;

import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.registry.fleet.Fleet;

/** Device ids as they come in paths. */
final class DeviceIds {
  private DeviceIds() {}

  /** A text that can be no id names no device: 404. */
  static DeviceId parse(String id) {
    try {
      return new DeviceId(id);
    } catch (IllegalArgumentException malformed) {
      throw Fleet.unknown(id);
    }
  }

  /**
   * @throws ProblemException 403 {@code not-your-device}
   */
  static DeviceId own(String id, AccessToken caller) {
    if (!caller.subject().equals(id)) {
      throw new ProblemException(403, "not-your-device", false, "A device speaks for itself only.");
    }
    return parse(id);
  }
}
