package org.meitheal.protocol.lab;

import java.util.Locale;

/** The control server's calls. Each shows the token of the control file as a bearer token. */
public final class LabApi {
  /** {@code GET}: a {@link LabView}. */
  public static final String VIEW = "/view";

  /** {@code GET}: a {@link LabStatus}. */
  public static final String STATUS = "/status";

  /**
   * {@code GET} with {@code from}, {@code to} and {@code one_way}: those links; {@code POST} of a
   * {@link LinkOrder}: the links that it changed.
   */
  public static final String LINKS = "/links";

  /** {@code POST} of a {@link MediumOrder}. */
  public static final String MEDIA = "/media";

  /** {@code POST} of a {@link LoadOrder} starts one, {@code DELETE} stops it. */
  public static final String LOAD = "/load";

  /** Says who changes something; URL-encoded, since names have letters that headers have not. */
  public static final String WHO = "Meitheal-Who";

  private static final String WORKERS = "/workers/";

  private LabApi() {}

  /**
   * {@code POST}.
   *
   * @param worker as it stands in a path
   */
  public static String worker(String worker, WorkerAction action) {
    return WORKERS + worker + "/" + action.name().toLowerCase(Locale.ROOT);
  }
}
