package org.meitheal.protocol.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Holds JSON to what the records promise: a component of this project's records that is not marked
 * {@code @Nullable} must be there and must not be null. Without it a missing key would surface as a
 * NullPointerException far from its cause.
 */
final class RequiredComponents extends JacksonAnnotationIntrospector {
  private static final String OURS = "org.meitheal.";

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    return isRequired(annotated)
        ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
        : super.findSetterInfo(config, annotated);
  }

  private static boolean isRequired(Annotated annotated) {
    if (!(annotated instanceof AnnotatedParameter parameter)
        || !(parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor)) {
      return false;
    }
    Class<?> type = constructor.getDeclaringClass();
    if (!type.isRecord() || !type.getName().startsWith(OURS)) {
      return false;
    }
    AnnotatedType component = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
    return !component.isAnnotationPresent(Nullable.class);
  }
}
