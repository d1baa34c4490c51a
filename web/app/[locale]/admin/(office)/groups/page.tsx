import { titleOf } from '@/app/[locale]/admin/title';
import { GroupTable } from './group-table';

export const generateMetadata = titleOf('groups');

export default GroupTable;
