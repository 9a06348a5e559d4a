/**
 * Keys that sign: the registry's own for tokens, and those that schedulers publish for tickets. The
 * registry's private keys lie in its database so that replicas and restarts share them: whoever
 * reads that database can sign tokens, and the README says how to live with that.
 */
@NullMarked
package org.meitheal.registry.signing;

import org.jspecify.annotations.NullMarked;
