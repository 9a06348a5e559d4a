package org.meitheal.dashboard.trial;

/** Why there is no answer, in sentences for who sent the photo. */
final class Refusals {
  private Refusals() {}

  static Answer of(ClassifyCalls.Outcome.Refused refused) {
    String again =
        refused.retryAfter() == null ? "" : " Try again in " + refused.retryAfter() + " s.";
    return Answer.refused(
        refused.status(),
        sentence(refused) + again,
        refused.detail().isEmpty() ? null : refused.detail(),
        refused.decision());
  }

  private static String sentence(ClassifyCalls.Outcome.Refused refused) {
    return switch (refused.code()) {
      case "not-an-image" -> "That is no photo that can be read; JPEG and PNG can.";
      case "image-too-large" -> "The photo has too many pixels.";
      case "body-too-large", "content-too-large" -> "The photo is too large.";
      case "no-labels" -> "This model has no labels, so it cannot say what is on a photo.";
      case "not-found" -> "The scheduler has no such model any more.";
      case "forbidden" -> "Your key may not send photos.";
      case "deadline-infeasible" -> "It was refused: no device can be in time. Give it longer.";
      case "deadline-exceeded" -> "The deadline passed before there was an answer.";
      case "no-capacity" -> "It was refused: no device can take it now.";
      case "shed" -> "It was refused to spare an error budget that burns.";
      case "leads-failed", "rejected" -> "The devices that were asked did not do it.";
      case "cancelled" -> "Somebody cancelled it.";
      default ->
          refused.status() >= 500
              ? "The cluster could not do it."
              : "The scheduler does not take it like that.";
    };
  }
}
