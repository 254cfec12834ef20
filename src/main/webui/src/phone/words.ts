import type { State } from './callState';

const states: Record<State, string> = {
  idle: 'Ready',
  incoming: 'Incoming call',
  answering: 'Answering',
  calling: 'Calling',
  ringing: 'Ringing',
  connected: 'Connected',
  held: 'On hold',
  ended: 'Call ended',
};

export function stateWords(state: State): string {
  return states[state];
}

/** Why a call ended, for the person who was in it. `cause` is JsSIP's word. */
export function endWords(cause: string, byUs: boolean, sipCode?: number): string {
  const code = sipCode && sipCode >= 300 ? ` (SIP ${sipCode})` : '';
  switch (cause) {
    case 'Terminated':
      return byUs ? 'You hung up.' : 'The other side hung up.';
    case 'Canceled':
      return byUs ? 'You hung up before it was answered.' : 'The caller gave up.';
    case 'Rejected':
      return byUs
        ? 'You declined the call.'
        : `The call was refused${code}. The number you call from must be one of yours.`;
    case 'Busy':
      return `The number is busy${code}.`;
    case 'Not Found':
      return `No route or no such number${code}. Check the digits.`;
    case 'Unavailable':
      return `Nobody answers there now${code}.`;
    case 'No Answer':
      return 'Nobody answered.';
    case 'Connection Error':
    case 'Request Timeout':
      return 'The gateway could not be reached.';
    case 'RTP Timeout':
      return 'The sound stopped arriving, so the call was ended.';
    case 'User Denied Media Access':
      return 'The microphone was not allowed.';
    default:
      return `${cause}${code}.`;
  }
}
