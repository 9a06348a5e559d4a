package org.meitheal.protocol.problem;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;

/** Says where a body stops being what was expected, without naming classes. */
final class UnreadableBody {
  private UnreadableBody() {}

  static String describe(HttpMessageNotReadableException error) {
    return switch (error.getCause()) {
      case DatabindException mismatch -> mismatch(mismatch);
      case JacksonException malformed -> "malformed JSON" + at(malformed.getLocation());
      case null, default -> "the body is missing or unreadable";
    };
  }

  private static String mismatch(DatabindException error) {
    String path =
        error.getPath().stream()
            .map(part -> part.getPropertyName() == null ? "" : part.getPropertyName())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining("."));
    return path.isEmpty()
        ? "the body has another form than expected"
        : "'" + path + "' is missing or has a wrong value";
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
