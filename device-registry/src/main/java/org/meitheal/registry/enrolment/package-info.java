/** One-time keys and how a device becomes a member with them. */
@NullMarked
package org.meitheal.registry.enrolment;

import org.jspecify.annotations.NullMarked;
