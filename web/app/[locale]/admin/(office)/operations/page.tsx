import { titleOf } from '@/app/[locale]/admin/title';
import { Services } from './services';

export const generateMetadata = titleOf('operations');

export default Services;
