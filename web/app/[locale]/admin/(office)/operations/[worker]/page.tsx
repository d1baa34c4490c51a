import { titleOf } from '@/app/[locale]/admin/title';
import { DeadLetters } from './dead-letters';

export const generateMetadata = titleOf('operations');

export default DeadLetters;
