package org.meitheal.dashboard.objective;

import org.jspecify.annotations.Nullable;

/**
 * An objective that is being written.
 *
 * @param etag of the one that it is to replace, as its author saw it; none of a new one
 */
public record Draft(ObjectiveForm form, @Nullable String etag) {
  public boolean isNew() {
    return etag == null;
  }

  public String title() {
    return isNew() ? "New objective" : "Change " + form.name();
  }

  /** Where it is sent, below the dashboard's root. */
  public String path() {
    return isNew() ? "/new-objective" : "/objectives/" + form.name() + "/change";
  }

  /** Where who gives it up goes. */
  public String home() {
    return isNew() ? "/objectives" : "/objectives/" + form.name();
  }
}
