/**
 * What the lab's control server takes and answers. The records are here because both sides need
 * them and neither may know the other: the lab runs services as programs, not as classes, and the
 * dashboard knows others only by the protocol.
 */
@NullMarked
package org.meitheal.protocol.lab;

import org.jspecify.annotations.NullMarked;
