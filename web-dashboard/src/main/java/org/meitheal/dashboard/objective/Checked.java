package org.meitheal.dashboard.objective;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What comes with a request, and becomes part of one to the scheduler. */
final class Checked {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern EXECUTION = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Pattern ETAG = Pattern.compile("\"[A-Za-z0-9-]{1,64}\"");

  private Checked() {}

  /**
   * @throws ResponseStatusException 404 for what is no objective's name
   */
  static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw unknown();
    }
    return name;
  }

  /**
   * Empty is none.
   *
   * @throws ResponseStatusException 400 for what is no execution's id
   */
  static @Nullable String execution(String id) {
    return id.isEmpty() ? null : matching(EXECUTION, id);
  }

  /**
   * @throws ResponseStatusException 400 for what is no ETag of the scheduler's
   */
  static String etag(String etag) {
    return matching(ETAG, etag);
  }

  static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    return text;
  }
}
