import { titleOf } from '@/app/[locale]/admin/title';
import { Today } from './today';

export const generateMetadata = titleOf('today');

export default Today;
