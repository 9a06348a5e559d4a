package org.meitheal.protocol.json;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way this project's records become JSON: snake_case names, unknown keys ignored, no null
 * keys; what is not {@code @Nullable} must be there.
 */
public final class ProtocolJson {
  public static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

  private ProtocolJson() {}

  /** Makes a mapper of a Spring service write and read as this one does. */
  public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
    return builder
        .annotationIntrospector(new RequiredComponents())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .changeDefaultPropertyInclusion(inclusion ->
            inclusion.withValueInclusion(
                com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL));
  }
}
