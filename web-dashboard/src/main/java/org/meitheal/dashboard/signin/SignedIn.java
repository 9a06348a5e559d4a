package org.meitheal.dashboard.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Who looks, for as long as the session lasts. */
public final class SignedIn implements HttpSessionBindingListener {
  private static final String ATTRIBUTE = SignedIn.class.getName();

  private final String name;
  private final Role role;
  private volatile Grant grant;
  private volatile boolean over;

  /** The registry's access token of who signed in; not the key, and gone in minutes. */
  record Grant(String token, Instant expiresAt) {}

  SignedIn(String name, Role role, Grant grant) {
    this.name = name;
    this.role = role;
    this.grant = grant;
  }

  Grant grant() {
    return grant;
  }

  void renew(Grant next) {
    grant = next;
  }

  /** None where nobody is signed in; makes no session. */
  public static @Nullable SignedIn of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (SignedIn) session.getAttribute(ATTRIBUTE);
  }

  /**
   * Who may act.
   *
   * @throws ResponseStatusException 403 where nobody is signed in, or no operator
   */
  public static SignedIn operatorOf(HttpServletRequest request) {
    SignedIn who = of(request);
    if (who == null || !who.isOperator()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    return who;
  }

  void begin(HttpSession session) {
    session.setAttribute(ATTRIBUTE, this);
  }

  public String name() {
    return name;
  }

  public Role role() {
    return role;
  }

  public boolean isOperator() {
    return role == Role.OPERATOR;
  }

  /** Whether the session has ended, so that streams that outlive their request end with it. */
  public boolean isOver() {
    return over;
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    over = true;
  }
}
