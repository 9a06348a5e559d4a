package org.meitheal.registry.enrolment;

import java.util.regex.Pattern;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.Enrolment;
import org.meitheal.registry.fleet.DeviceUrls;
import org.meitheal.registry.fleet.NewDevice;
import org.springframework.stereotype.Component;

/** Makes sure that what a device says of itself can be true. */
@Component
class EnrolmentCheck {
  private static final int MAX_LANES = 1_024;
  private static final Pattern PLACE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final DeviceUrls urls;

  EnrolmentCheck(DeviceUrls urls) {
    this.urls = urls;
  }

  /**
   * A device without a cell is alone in one of its own name.
   *
   * @throws ProblemException 400 {@code invalid-enrolment} or {@code url-not-allowed}
   */
  NewDevice check(Enrolment enrolment) {
    require(PLACE.matcher(enrolment.name()).matches(), "name" + PLACE_FORM);
    require(PLACE.matcher(enrolment.zone()).matches(), "zone" + PLACE_FORM);
    String cell = enrolment.cell() == null ? enrolment.name() : enrolment.cell();
    require(PLACE.matcher(cell).matches(), "cell" + PLACE_FORM);
    require(
        enrolment.lanes() > 0 && enrolment.lanes() <= MAX_LANES,
        "lanes must lie between 1 and 1024");
    return new NewDevice(
        new DeviceId(enrolment.name()),
        publicKey(enrolment.publicKey()),
        enrolment.tier(),
        enrolment.zone(),
        cell,
        urls.check(enrolment.url()),
        enrolment.lanes());
  }

  private static final String PLACE_FORM =
      " must be 1 to 63 lower-case letters, digits or hyphens, the first no hyphen";

  /** In its one canonical spelling. */
  private static String publicKey(String text) {
    try {
      return Ed25519.encode(Ed25519.decode(text));
    } catch (IllegalArgumentException malformed) {
      throw refused("public_key must be the 32 bytes of an Ed25519 public key, base64url");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refused(otherwise);
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(400, "invalid-enrolment", false, why);
  }
}
