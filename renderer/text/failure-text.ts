import { m } from '#messages';
import type { Failure } from '../../preload/contract.ts';
import { cameText } from './ghost-text.ts';
import { localDateTime, span } from './time.ts';

/**
 * The sentence for a failure: what happened and what to do. The switch has no default on purpose:
 * a new code in the contract does not compile until it has a sentence.
 */
export function failureText(failure: Failure): string {
  switch (failure.code) {
    case 'BAD_CREDENTIALS':
      return m.error_bad_credentials();
    case 'SIGN_IN_ENDED':
      return m.error_sign_in_ended();
    case 'TWO_FACTOR_OR_REFUSED':
      return m.error_two_factor_or_refused();
    case 'CONTRACT_REQUIRED':
      return m.error_contract_required();
    case 'CONTRACT_UNKNOWN':
      return m.error_contract_unknown();
    case 'REQUEST_REFUSED':
      return m.error_request_refused();
    case 'LIMIT_REACHED':
      return m.error_limit_reached();
    case 'TOKEN_NOT_FOUND':
      return m.error_token_not_found();
    case 'TOKEN_OF_ANOTHER_SERVER':
      return m.error_token_of_another_server();
    case 'RATE_LIMITED':
      return failure.retryAfterSeconds
        ? m.error_rate_limited_for({ wait: span(failure.retryAfterSeconds) })
        : m.error_rate_limited();
    case 'SERVER_ERROR':
      return m.error_server_error();
    case 'NOT_THE_API':
      return m.error_not_the_api();
    case 'ANSWER_TOO_LARGE':
      return m.error_answer_too_large();
    case 'REDIRECTED':
      return m.error_redirected();
    case 'OFFLINE':
      return failure.endpoint === undefined
        ? m.error_offline()
        : m.error_offline_at({ endpoint: failure.endpoint });
    case 'CONNECTION_LOST':
      return m.error_connection_lost({ endpoint: failure.endpoint ?? m.ionos() });
    case 'TIMEOUT':
      return m.error_timeout();
    case 'TLS':
      return m.error_tls();
    case 'ENDPOINT_NOT_HTTPS':
      return m.error_endpoint_not_https();
    case 'OUTCOME_UNKNOWN':
      return m.error_outcome_unknown({ came: cameText(failure.came) });
    case 'CONTRACT_MISMATCH':
      return m.error_contract_mismatch();
    case 'STORE_LOCKED':
      return m.error_store_locked();
    case 'STORE_ABSENT':
      return m.error_store_absent();
    case 'STORE_WAITING':
      return m.error_store_waiting();
    case 'STORE_RESTARTED':
      return m.error_store_restarted();
    case 'STORE_FAILED':
      return m.error_store_failed();
    case 'STORE_ELSEWHERE':
      return m.error_store_elsewhere();
    case 'STORE_MISMATCH':
      return m.error_store_mismatch();
    case 'VALUE_DIFFERS':
      return m.error_value_differs();
    case 'TOKEN_SIGNS_IN':
      return m.error_token_signs_in();
    case 'TOKEN_NOT_MINTED':
      return m.error_token_not_minted();
    case 'TOKEN_LIVES':
      return m.error_token_lives();
    case 'SERVER_TIME_UNKNOWN':
      return m.error_server_time_unknown();
    case 'ROTATION_NEW_GONE':
      return m.error_rotation_new_gone();
    case 'ROTATION_NEW_MISSING':
      return m.error_rotation_new_missing();
    case 'ROTATION_OLD_GONE':
      return m.error_rotation_old_gone();
    case 'ROTATION_OPEN':
      return m.error_rotation_open();
    case 'VALUE_SIGNS_IN':
      return m.error_value_signs_in();
    case 'VALUE_MISSING':
      return m.error_value_missing();
    case 'FILE_NOT_WRITTEN':
      return m.error_file_not_written();
    case 'FILE_FROM_NEWER_VERSION':
      return m.error_file_from_newer_version();
    case 'FILE_CHANGED':
      return m.error_file_changed();
    case 'FILE_ONLY_COPY':
      return m.error_file_only_copy();
    case 'FILE_NOT_READ':
      return m.error_file_not_read();
    case 'BACKUP_PASSPHRASE_SHORT':
      return m.error_backup_passphrase_short();
    case 'BACKUP_PASSPHRASE_WRONG':
      return m.error_backup_passphrase_wrong();
    case 'BACKUP_NOT_READ':
      return m.error_backup_not_read();
    case 'BACKUP_OTHER_CONTENT':
      return m.error_backup_other_content();
    case 'BACKUP_FROM_NEWER_VERSION':
      return m.error_backup_from_newer_version();
    case 'BACKUP_TOO_LARGE':
      return m.error_backup_too_large();
    case 'TOKEN_EMPTY':
      return m.error_token_empty();
    case 'TOKEN_IS_UUID':
      return m.error_token_is_uuid();
    case 'TOKEN_IS_API_KEY':
      return m.error_token_is_api_key();
    case 'TOKEN_NOT_JWT':
      return m.error_token_not_jwt();
    case 'TOKEN_BROKEN':
      return m.error_token_broken();
    case 'TOKEN_SEVERAL':
      return m.error_token_several();
    case 'TOKEN_EXPIRED':
      return failure.at === undefined
        ? m.error_token_expired()
        : m.error_token_expired_at({ time: localDateTime(failure.at) });
    case 'TOKEN_NOT_OF_TRIAL':
      return m.error_token_not_of_trial();
    case 'TTL_NOT_A_NUMBER':
      return m.error_ttl_not_a_number();
    case 'TTL_TOO_SHORT':
      return m.error_ttl_too_short();
    case 'TTL_TOO_LONG':
      return m.error_ttl_too_long();
    case 'TTL_REFUSED':
      return m.error_ttl_refused();
    case 'EMAIL_INVALID':
      return m.error_email_invalid();
    case 'PASSWORD_EMPTY':
      return m.error_password_empty();
    case 'PASSWORD_TOO_LONG':
      return m.error_password_too_long();
    case 'ENDPOINT_INVALID':
      return m.error_endpoint_invalid();
    case 'ENDPOINT_PATH':
      return m.error_endpoint_path();
    case 'ENDPOINT_PORT':
      return m.error_endpoint_port();
    case 'ENDPOINT_INSECURE':
      return m.error_endpoint_insecure();
    case 'ENDPOINT_ON_FALLBACK':
      return m.error_endpoint_on_fallback();
    case 'CONTRACT_INVALID':
      return m.error_contract_invalid();
    case 'NOT_SIGNED_IN':
      return m.error_not_signed_in();
    case 'BUSY':
      return m.error_busy();
    case 'LOCKED':
      return m.error_locked();
    case 'GESTURE_NEEDED':
      return m.error_gesture_needed();
    case 'TOO_MANY_VALUES':
      return m.error_too_many_values();
    case 'SHORTCUT_REFUSED':
      return m.error_shortcut_refused();
    case 'UPDATE_FAILED':
      return m.error_update_failed();
    case 'UPDATE_REFUSED':
      return m.error_update_refused();
    case 'LIST_CHANGED':
      return m.error_list_changed();
    case 'NOTHING_PENDING':
      return m.error_nothing_pending();
    case 'CANCELLED':
      return m.error_cancelled();
    case 'CLIPBOARD_FAILED':
      return m.error_clipboard_failed();
    case 'INVALID_REQUEST':
      return m.error_invalid_request();
    case 'INTERNAL':
      return m.error_internal();
  }
}

/**
 * As `failureText`, where a token was to be deleted: a 403 leads elsewhere there, as does one that signs in,
 * and after a lost connection, no answer or one that was not waited for it may be gone.
 */
export function deleteFailureText(failure: Failure): string {
  if (failure.code === 'TWO_FACTOR_OR_REFUSED') return m.error_two_factor_delete();
  if (failure.code === 'TIMEOUT') return m.error_timeout_delete();
  if (failure.code === 'CANCELLED') return m.error_cancelled_delete();
  if (failure.code === 'VALUE_SIGNS_IN') return m.error_value_signs_in_delete();
  if (failure.code === 'CONNECTION_LOST')
    return m.error_connection_lost_delete({ endpoint: failure.endpoint ?? m.ionos() });
  return failureText(failure);
}

/** As `failureText`, where a value goes to a file that the person chose the folder of. */
export const downloadFailureText = (failure: Failure): string =>
  failure.code === 'FILE_NOT_WRITTEN' ? m.error_download_not_written() : failureText(failure);

/** As `failureText`, in the sign-in: nothing "ended" there, and the contract's field is at hand. */
export function signInFailureText(failure: Failure): string {
  const { code, contracts = [] } = failure;
  const choice = contracts.length > 0;
  if (code === 'SIGN_IN_ENDED') return m.sign_in_token_refused();
  if (code === 'CONTRACT_REQUIRED')
    return choice ? m.sign_in_contract_choose() : m.sign_in_contract_enter();
  if (code === 'CONTRACT_UNKNOWN')
    return choice ? m.sign_in_contract_unknown_choose() : m.sign_in_contract_unknown();
  return failureText(failure);
}
