/**
 * Who calls: roles, keys, tokens that every service verifies offline, and the filter that enforces
 * them.
 */
@NullMarked
package org.meitheal.protocol.identity;

import org.jspecify.annotations.NullMarked;
